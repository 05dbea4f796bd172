"""What we send to customers and do for them beside selling: letters of ours, bulk mail, materials."""
