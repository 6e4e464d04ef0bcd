"""How the installation is: sensors and their past, hourly figures, the application's log.

Nouns: SensorState, SensorHour, Tally, LogLine. Rooms declare sensors and figures (kernel); this room asks, keeps and
shows. Requests are counted and lines kept in memory, and written in batches beside the work.
"""
