# The branch restrictions of acme/search, read at 2026-11-24T09:15:00Z, as Terraform for DrFaust92/bitbucket.
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
  id = "acme/search/81"
}

# Write access on `main`.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "search"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
  ]
}

# Not written: `require_signed_commits` on `main`, because the provider does not take the kind
# `require_signed_commits`.
# {"id":82,"kind":"require_signed_commits","branch_match_kind":"glob","pattern":"main","users":[],"groups":[]}

# Not written: Minimum number of successful builds on branches by `regex`, because what it matches branches by was not
# understood.
# {"id":83,"kind":"require_passing_builds_to_merge","branch_match_kind":"regex","pattern":"","users":[],"groups":[],"value":1}
