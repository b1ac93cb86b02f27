/** The tables of a new configuration, with the numbers of the sample order. */
export const TABLES: Readonly<Record<'customers.csv' | 'articles.csv', string>> = {
  'customers.csv': 'customer,name,language,contact\nK-778812,Sample bistro,,\n',
  'articles.csv': 'article,unit,factor,erpArticle\nAB-100,,,\n200457,,,\n3105,,,\n',
}
