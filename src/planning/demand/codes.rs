//! The codes of messages about demand files.

base::codes! { DEMAND:
    EMPTY_FILE = "empty-file", "A CSV file has no header or no rows.", "Name a file with a header and rows.";
    UNKNOWN_COLUMN = "unknown-column", "A column that the model names is not in the header.", "Write the name as the header has it.";
    DUPLICATE_COLUMN = "duplicate-column", "A column name stands twice in the header.", "Rename one of the two.";
    RAGGED_ROW = "ragged-row", "A row has more or fewer fields than the header.", "Give every row the fields of the header; put text with commas in quotes.";
    BAD_TIME = "bad-time", "A timestamp cannot be read.", "Write it as 2026-05-04 07:00:00.";
    BAD_NUMBER = "bad-number", "A field of a CSV file is not a finite number.", "Write plain digits with a decimal point.";
    NEGATIVE_VOLUME = "negative-volume", "A volume or weight is below zero.", "Write zero or more.";
    BAD_DAYS = "bad-days", "The days of a weekly profile cannot be read.", "Write mon, mon-fri or all.";
    TIMES_NOT_ASCENDING = "times-not-ascending", "A timestamp is earlier than the one before it.", "Sort the file by time.";
    DUPLICATE_TIME = "duplicate-time", "Two rows have the same time.", "Keep one, or add them up.";
    SKIPPED_TIME = "skipped-time", "A timestamp shows an hour that the spring change skips.", "Check the time zone; export local time or write offsets.";
    UNALIGNED_TIME = "unaligned-time", "A timestamp lies beside the grid of its file.", "Leave out `volume` to count single contacts, or aggregate to one grid.";
    GAP_IN_DEMAND = "gap-in-demand", "Open intervals have no row.", "Complete the file, change `open`, or write `gaps = \"zero\"`.";
    NO_ROWS_IN_RANGE = "no-rows-in-range", "No row of the file falls on the dates asked for.", "Check the dates of the plan or of `average`.";
    NO_WEIGHT = "no-weight", "The weights of a weekly profile add up to nothing.", "Write at least one weight above zero.";
    VOLUME_WHILE_CLOSED = "volume-while-closed", "Contacts fall on closed hours and are left out.", "Check `open` and the time zone.";
    COARSE_DEMAND = "coarse-demand", "The rows are longer than the interval and are spread evenly.", "Choose a longer interval or a finer file.";
    UNEVEN_DEMAND = "uneven-demand", "The rows do not fit into whole intervals and are split by time.", "Choose an interval that is a multiple of the rows.";
}
