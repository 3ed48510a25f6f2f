"""Building, training and measuring the stance model that Backtalk ships."""
