"""What readers see: the site, its figures and the files beside it, made from protected tables only."""
