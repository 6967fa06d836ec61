"""The questionnaire on paper: to fill by hand, then typed into the interview."""
