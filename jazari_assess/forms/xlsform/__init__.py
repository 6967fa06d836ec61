"""The questionnaire as an XLSForm, which KoboToolbox and ODK read; the answers come back through a batch."""
