"""XLSForms from elsewhere: read as a questionnaire, with every cell told that could not be carried over."""
