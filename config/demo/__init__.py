"""The demo's story: three places, forty schools, a year of work. All people are invented; the schools are real."""
