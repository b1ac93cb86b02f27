export const ORDER = '/console/orders/fresco/order-1'
export const HELD = { state: 'held', reason: 'unknown-article' } as const
export const NOTE = 'Lotte said: "<b>no</b> fish" & 2 crates – né'
export const ESCAPED = 'value="Lotte said: &quot;&lt;b&gt;no&lt;/b&gt; fish&quot; &amp; 2 crates – né"'
export const HALF_DAY = 12 * 3_600_000
