"""I17: did allocations grow more in the accelerated territories? From the counts to the sentence that they allow."""
