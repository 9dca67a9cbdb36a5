"""Articles: ready texts that authors offer for sale, and that customers buy and keep."""
