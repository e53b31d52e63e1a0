# Courses: the announcement of a session.

session-time = When
session-place = Where
session-cancelled = [Cancelled] { $title }
session-number = Session { $number }
