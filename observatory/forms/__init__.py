"""What producers are given to fill in: workbooks and schemas, made from the contracts that will read them."""
