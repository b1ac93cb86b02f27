/** A value of the order that a person compares with the document. */
export const ORDER_FIELDS = [
  ...(['order-number', 'customer', 'ordered', 'person', 'delivery-date', 'remarks', 'total'] as const),
  ...(['name', 'article', 'quantity', 'price', 'line-total'] as const),
] as const
export type OrderField = (typeof ORDER_FIELDS)[number]
