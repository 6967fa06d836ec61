"""What must agree inside a questionnaire."""
