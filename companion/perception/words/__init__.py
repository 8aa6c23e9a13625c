"""Words: from one sentence, typed or recognised, to labels and numbers. The sentence ends here."""
