"""What `./fieldoffice` does before any library is there. Python 3.8, the standard library, nothing else."""
