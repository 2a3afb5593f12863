"""Steps from each released shape of the database to the next. A step, once released, is never edited."""
