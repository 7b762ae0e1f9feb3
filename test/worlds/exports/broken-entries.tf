# NOT WHOLE: we cannot make out part of the branch restrictions of acme/legacy.
#
# The branch restrictions of acme/legacy, read at 2026-11-26T15:20:00Z, as Terraform for DrFaust92/bitbucket.
# People stand here by uuid, which is how Bitbucket knows them. The provider up to 2.51.0 sends each as a Bitbucket
# username instead, which Bitbucket shows to nobody but its owner, and is then refused:
# https://github.com/DrFaust92/terraform-provider-bitbucket/issues/173.
# That provider does not read `users` and `groups` back, so `terraform plan` shows them as to be added each time.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    bitbucket = {
      source = "DrFaust92/bitbucket"
    }
  }
}

import {
  to = bitbucket_branch_restriction.push_main
  id = "acme/legacy/131"
}

# Write access on `main`.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "legacy"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
  ]
}
