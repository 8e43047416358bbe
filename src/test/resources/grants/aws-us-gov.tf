# Statements that let the platform use arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.
# A key's policy is set as a whole. Where you set it, in aws_kms_key or aws_kms_key_policy, add these to what
# it has, for example by a document with
#   source_policy_documents = [<the policy it has>, data.aws_iam_policy_document.latchkey_cck_a1b2c3d4e5f6.json]
data "aws_iam_policy_document" "latchkey_cck_a1b2c3d4e5f6" {
  statement {
    sid       = "LatchkeyUseCcka1b2c3d4e5f6"
    effect    = "Allow"
    actions   = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws-us-gov:iam::123456789876:role/latchkey", "arn:aws-us-gov:iam::123456789876:role/latchkey-storage"]
    }
  }

  statement {
    sid       = "LatchkeyGrantsCcka1b2c3d4e5f6"
    effect    = "Allow"
    actions   = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws-us-gov:iam::123456789876:role/latchkey", "arn:aws-us-gov:iam::123456789876:role/latchkey-storage"]
    }

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }
}
