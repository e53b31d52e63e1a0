# Courses: the announcement of a session.

session-time = 日時
session-place = 場所
session-cancelled = 【中止】{ $title }
session-number = 開催番号 { $number }
