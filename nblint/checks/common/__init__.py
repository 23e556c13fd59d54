"""What several checks share, and the data and cases that one alone would drown in."""
