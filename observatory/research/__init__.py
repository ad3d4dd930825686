"""The secure research file: for an approved project, persons month by month, pseudonymised, coarsened, checked, journalled,
destroyed at its term. Nothing here is ever published."""
