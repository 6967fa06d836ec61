"""From one firm's answers to its scores, levels and the arithmetic behind them."""
