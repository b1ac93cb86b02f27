/** GLNs from the range that GS1 reserves for examples: no company has these numbers. */
export const EXAMPLE_BUYER = '9501101020016'
export const EXAMPLE_SELLER = '9501101530003'

/** The example of every format whose only mandatory settings are the two parties. */
export const EXAMPLE_PARTIES = { sender: { id: EXAMPLE_BUYER }, recipient: { id: EXAMPLE_SELLER } } as const
