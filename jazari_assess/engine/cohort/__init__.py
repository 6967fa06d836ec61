"""What is counted over many firms: distributions, gaps, demand, and which groups are too small to be told."""
