"""Questions the store answers, by subject: plain statements in, frozen rows out."""
