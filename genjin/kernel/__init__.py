"""What every layer may use: errors, clock, money, lenient parsing, names, actor protocols. No models, no HTTP."""
