"""The pages of a referral, as its people meet them."""
