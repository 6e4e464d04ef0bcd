"""The access journal: who was shown personal or DMARC detail of whom, how, when and from where.

Noun: Entry. A table, page or API door that shows detail says so (`discloses`, `subject`); what reads the thing notes
whose it is (`notes.about`), and the middleware writes one line for each answer that showed it, before the answer
leaves. A line is never changed; what is older than the setting says is forgotten by night (`operations/oversight`,
where the pages are). What shows no detail costs no query.
"""
