/**
 * Why the digest that MLflow records for a dataset doesn't prove that a table is the same. Source: MLflow's
 * `compute_pandas_digest` and `get_normalized_md5_digest` (mlflow/data/digest_utils.py, 2.x and 3.x).
 */
export const whyMlflowDigestIsNoProof: readonly string[] = [
  'It reads the first 10,000 rows only: a change in any later row leaves it as it was. Of the later rows it holds their number.',
  'It reads columns of numbers and of text without gaps only: dates, booleans, categories and any text column with one missing value are left out.',
  'It is MD5 cut to 8 hexadecimal digits (32 bits): among 77,000 tables two share one as likely as not, and a table for a given digest can be made on a laptop.',
  'It depends on the version and the types of pandas, not on the values alone: the same values read again can give another digest.',
]
