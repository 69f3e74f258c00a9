"""What a campaign's day asks of machines, worked out from measured figures (docs/capacity.md)."""
