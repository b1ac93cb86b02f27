/** Converts `YYYY-MM-DD` to CCYYMMDD. */
export const dateDigits = (date: string): string => date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10)

/** Converts `HH:MM` or `HH:MM:SS` to HHMM. */
export const timeDigits = (time: string): string => time.slice(0, 2) + time.slice(3, 5)
