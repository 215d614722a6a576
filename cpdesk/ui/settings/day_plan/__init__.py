"""The page "School day": bells, weeks and days as the roster has them and as the office enters
them."""
