/** `12 more days`, for the validity of a certificate. */
export const daysLeft = (days: number): string => (days === 1 ? '1 more day' : `${days} more days`)
