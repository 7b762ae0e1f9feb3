# The branch restrictions of acme/web, read at 2026-11-21T08:00:00Z, as Terraform for DrFaust92/bitbucket.
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
  id = "acme/web/17"
}

# Write access on `main`.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
    "{db340ce7-71a0-4fb8-b55f-a372a7b5d614}", # Mei Tanaka
  ]
}

import {
  to = bitbucket_branch_restriction.force_main
  id = "acme/web/18"
}

# Rewriting branch history of `main` is not allowed.
resource "bitbucket_branch_restriction" "force_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "force"
  branch_match_kind = "glob"
  pattern           = "main"
}

import {
  to = bitbucket_branch_restriction.delete_main
  id = "acme/web/19"
}

# Deleting `main` is not allowed.
resource "bitbucket_branch_restriction" "delete_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "delete"
  branch_match_kind = "glob"
  pattern           = "main"
}

import {
  to = bitbucket_branch_restriction.restrict_merges_main
  id = "acme/web/20"
}

# Merge via pull request on `main`.
resource "bitbucket_branch_restriction" "restrict_merges_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "restrict_merges"
  branch_match_kind = "glob"
  pattern           = "main"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
  ]

  groups {
    owner = "acme"
    slug  = "developers"
  }
}

import {
  to = bitbucket_branch_restriction.push_release_any
  id = "acme/web/21"
}

# Write access on `release/*`.
resource "bitbucket_branch_restriction" "push_release_any" {
  owner             = "acme"
  repository        = "web"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "release/*"
  users             = []

  groups {
    owner = "acme"
    slug  = "release-managers"
  }
}

import {
  to = bitbucket_branch_restriction.require_approvals_to_merge_main
  id = "acme/web/22"
}

# Minimum number of approvals on `main`.
resource "bitbucket_branch_restriction" "require_approvals_to_merge_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "require_approvals_to_merge"
  branch_match_kind = "glob"
  pattern           = "main"
  value             = 2
}
