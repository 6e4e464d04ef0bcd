"""The pages of the analyser, by noun."""
