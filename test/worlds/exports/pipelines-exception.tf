# The branch restrictions of acme/docs, read at 2026-11-25T08:30:00Z, as Terraform for DrFaust92/bitbucket.
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
  id = "acme/docs/101"
}

# Write access on `main`.
# It also has pipelines_source_branches = ["main","release/next"], which the provider does not know: an update leaves
# that as it is, a new restriction lacks it.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "docs"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{340c7148-77ae-4345-a2b4-f96d565cae78}", # Priya Raman
  ]
}

import {
  to = bitbucket_branch_restriction.push_release_any
  id = "acme/docs/102"
}

# Write access on `release/*`.
resource "bitbucket_branch_restriction" "push_release_any" {
  owner             = "acme"
  repository        = "docs"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "release/*"
  users = [
    "{340c7148-77ae-4345-a2b4-f96d565cae78}", # Priya Raman
  ]
}
