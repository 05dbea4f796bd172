"""The weekly sample (domain.md D8): leads drawn at random for supervisors, their verdicts, figures over weeks."""
