"""What every layer may use: errors, clock, ids, money, lenient parsing, Chinese names, actor protocols. No models, no HTTP."""
