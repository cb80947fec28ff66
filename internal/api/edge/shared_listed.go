package edge

// The methods below return what the Read of the same noun would return from a list at once, and false if that read would
// have to ask the service or to wait. They make no requests.

// ListedAccess is ReadAccess without a request.
func (c *Client) ListedAccess(id string) (Access, bool) { return c.shared.accesses.Peek(id) }

// ListedApp is ReadApp without a request.
func (c *Client) ListedApp(id string) (App, bool) { return c.shared.apps.Peek(id) }

// ListedPolicy is ReadPolicy without a request.
func (c *Client) ListedPolicy(id string) (Policy, bool) { return c.shared.policies.Peek(id) }

// ListedPostureAttribute is ReadPostureAttribute without a request.
func (c *Client) ListedPostureAttribute(id string) (PostureAttribute, bool) {
	return c.shared.postureAttributes.Peek(id)
}

// ListedPostureProfile is ReadPostureProfile without a request.
func (c *Client) ListedPostureProfile(id string) (PostureProfile, bool) {
	return c.shared.postureProfiles.Peek(id)
}

// ListedWorkflow is ReadWorkflow without a request.
func (c *Client) ListedWorkflow(id string) (Workflow, bool) { return c.shared.workflows.Peek(id) }
