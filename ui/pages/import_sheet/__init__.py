"""Import: a spreadsheet of referrals, looked at before anything is changed."""
