"""What documents and slides share: their package, their text, their charts."""
