"""The questionnaire as one HTML file that a firm opens, fills and sends back: no server, no network."""
