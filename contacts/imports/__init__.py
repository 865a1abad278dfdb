"""The school register's files: recognised (layouts), read (cleaning, reading), compared and applied."""
