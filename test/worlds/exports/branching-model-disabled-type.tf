# The branch restrictions of acme/mobile, read at 2026-11-22T07:45:00Z, as Terraform for DrFaust92/bitbucket.
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
  to = bitbucket_branch_restriction.push_type_development
  id = "acme/mobile/41"
}

# Write access on branches of type `development`.
resource "bitbucket_branch_restriction" "push_type_development" {
  owner             = "acme"
  repository        = "mobile"
  kind              = "push"
  branch_match_kind = "branching_model"
  branch_type       = "development"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
  ]
}

import {
  to = bitbucket_branch_restriction.push_type_production
  id = "acme/mobile/42"
}

# Write access on branches of type `production`.
resource "bitbucket_branch_restriction" "push_type_production" {
  owner             = "acme"
  repository        = "mobile"
  kind              = "push"
  branch_match_kind = "branching_model"
  branch_type       = "production"
  users             = []

  groups {
    owner = "acme"
    slug  = "release-managers"
  }
}

import {
  to = bitbucket_branch_restriction.push_type_release
  id = "acme/mobile/43"
}

# Write access on branches of type `release`.
resource "bitbucket_branch_restriction" "push_type_release" {
  owner             = "acme"
  repository        = "mobile"
  kind              = "push"
  branch_match_kind = "branching_model"
  branch_type       = "release"
  users = [
    "{25a04630-2216-4497-8609-90176a59b8d5}", # Harvey Jones
  ]

  groups {
    owner = "acme"
    slug  = "release-managers"
  }
}

import {
  to = bitbucket_branch_restriction.push_type_hotfix
  id = "acme/mobile/44"
}

# Write access on branches of type `hotfix`.
# It lists nobody, so nobody is let through. The provider leaves empty lists out of its requests: it cannot empty a
# list, and may be refused where it creates this.
resource "bitbucket_branch_restriction" "push_type_hotfix" {
  owner             = "acme"
  repository        = "mobile"
  kind              = "push"
  branch_match_kind = "branching_model"
  branch_type       = "hotfix"
  users             = []
}

import {
  to = bitbucket_branch_restriction.force_type_development
  id = "acme/mobile/45"
}

# Rewriting branch history of branches of type `development` is not allowed.
resource "bitbucket_branch_restriction" "force_type_development" {
  owner             = "acme"
  repository        = "mobile"
  kind              = "force"
  branch_match_kind = "branching_model"
  branch_type       = "development"
}
