import {
  to = zerotrust_workflow.production_access
  id = "4kT9wYb2Nq7LsV1cXz8RmJ5hPdF"
}
