"""The file audit of a quality department, over the decisions in the store.

`files` draws adverse decisions by a seed and says of each what an auditor looks at; `sheets` writes them as a sheet
that is filled by hand and reads it back; `verdicts` scores a filled sheet by the rule of eight and thirty, and says how
far two reviewers agree.

What is looked at follows NCQA's UM 4 to 7 as publicly described (its FAQ of 2017 to 2019, and descriptions by others);
the licensed standards were not read. That a file review stops after eight files without a fault and else takes thirty,
and that 90 % is the mark for agreement, is common practice, seen in summaries.
"""
