"""What stands for a person once their name is gone: keys, and the writings of an identity that they are made from."""
