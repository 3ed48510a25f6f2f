"""How long a full room waits: a whole workshop with simulated phones, its wall and its facilitator."""
