"""The ground floor: clock, ids, errors, paths, log, words, resources."""
