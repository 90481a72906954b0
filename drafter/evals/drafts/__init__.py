"""Whole drafts measured: every case of a suite is drafted and set beside its reference.

`suite` loads the cases strictly, `running` drafts them side by side, `log` keeps each as soon as it is done, `figures`
says what the run comes to, `baseline` holds it to an accepted one, and `reporting` shows it.
"""
